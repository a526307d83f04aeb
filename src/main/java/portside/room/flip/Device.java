package portside.room.flip;

import java.net.InetAddress;

/**
 * A device of the class as Portside sees it, apart from the demo server.
 *
 * @param member who it is to the census
 * @param number its number in the class, 1 or more; the projector shows no name
 * @param here whether Portside hears it: a live connection, or a question a moment ago
 * @param from the address that it comes from
 * @param by the address of this computer by which it comes
 * @param silentSeconds for how long nothing was heard of it; 0 while it is here
 */
public record Device(
    Object member,
    int number,
    boolean here,
    InetAddress from,
    InetAddress by,
    long silentSeconds) {}
