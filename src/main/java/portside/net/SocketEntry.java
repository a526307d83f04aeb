package portside.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A socket as the system's table has it.
 *
 * @param inode Linux' number of the open socket, by which its processes are found; 0 if no process
 *     has it; empty on other systems
 * @param pid the one owner that the table itself names (other systems)
 * @param uid Linux' number of the user who made it; -1 if not told
 */
record SocketEntry(
    Protocol protocol,
    InetAddress localAddress,
    int localPort,
    Optional<InetAddress> remoteAddress,
    OptionalInt remotePort,
    SocketState state,
    OptionalLong inode,
    OptionalLong pid,
    long uid,
    Optional<Duration> timeLeft) {}
