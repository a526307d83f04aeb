/**
 * Here belongs the making of a Portside that brings its own Java, for a computer without one. It
 * runs in the build only.
 */
@org.jspecify.annotations.NullMarked
package portside.image;
