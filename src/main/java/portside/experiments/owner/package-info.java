/**
 * Who has a port, and with which commands one sees that without Portside. The sockets and their
 * processes are read by {@code portside.net.PortHolders}; what belongs here is what is made of
 * them, and the commands by system.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.owner;
