// The button "try from this browser" for another device.
export { dress } from "../../doors.js";
