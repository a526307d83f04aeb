/**
 * Here belongs what several tests need: the site on a free port, a browser, a second device. Real
 * parts only; whatever starts here is stopped here.
 */
@org.jspecify.annotations.NullMarked
package portside.testing;
