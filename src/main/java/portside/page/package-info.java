/**
 * Here belongs the frame that every page shares: layout, words, templates, fixed files and error
 * pages. It serves the other packages and knows none of them but {@code access} and {@code net}.
 */
@org.jspecify.annotations.NullMarked
package portside.page;
