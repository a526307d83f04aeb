/**
 * Here belong the words of networking that the course explains once: read from {@code
 * content/glossary}, shown on one page and where they first occur in a section of a lesson, with
 * what this computer measures as their example.
 */
@org.jspecify.annotations.NullMarked
package portside.glossary;
