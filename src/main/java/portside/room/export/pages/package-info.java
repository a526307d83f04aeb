/** The classes that are kept: to be taken along, and to be deleted; and what is said of keeping. */
@org.jspecify.annotations.NullMarked
package portside.room.export.pages;
