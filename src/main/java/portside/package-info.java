/** The command line, the composition of the site, and its URLs on one screen; nothing else. */
@org.jspecify.annotations.NullMarked
package portside;
