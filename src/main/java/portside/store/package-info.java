/**
 * Here belongs what is kept on disk: the one package that opens the database. It knows none of
 * those who keep things; they bring their tables and their words to it.
 */
@org.jspecify.annotations.NullMarked
package portside.store;
