/**
 * Here belongs the search: one index of the course, and the ranking over it, once for readers
 * without a script and once, with the same answers, in {@code static/search/ranking.js} for the
 * browser and for a copy of the site without a server.
 */
@org.jspecify.annotations.NullMarked
package portside.search;
