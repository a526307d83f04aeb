// The button "try from this browser" of the reach table.
export { dress } from "../../doors.js";
