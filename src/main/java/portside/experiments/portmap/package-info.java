/**
 * All ports of this computer as one picture, from the system's own table and from really binding
 * them. How sockets are read and bound belongs to {@code portside.net}; how a port looks and what
 * its story is belongs here.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.portmap;
