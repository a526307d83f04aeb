/**
 * Here belongs what the owner of this computer has done in the course: sections read, predictions
 * with what came out, and what is to come again. It is kept on this computer only; a guest's stays
 * in the guest's browser.
 */
@org.jspecify.annotations.NullMarked
package portside.progress;
