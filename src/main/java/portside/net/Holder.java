package portside.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A socket that holds a port, with one process that has it open. A socket that several processes
 * share, such as that of a server with its reloader, gives several of these.
 *
 * @param protocol TCP or UDP
 * @param pid the process; empty if there is none or if it is hidden
 * @param command its command line, or what of it the system tells, without Portside's own key and
 *     cut in its middle when long. It may hold other secrets: only for the owner of this computer
 * @param user who runs it; on Linux known also where the process is hidden
 * @param localAddress the address on this side; a wildcard for a socket on all addresses
 * @param localPort the port on this side
 * @param remoteAddress the other end; empty unless connected
 * @param remotePort the other end's port; empty unless connected
 * @param state the state of the socket
 * @param hidden whether some process has the socket but permission, or a container's wall, hides
 *     which. If false with no PID, no process has it: in TIME_WAIT, or not yet accepted by its
 *     server
 * @param timeLeft how long TIME_WAIT will last yet, where the system tells (Linux), to 10 ms
 */
public record Holder(
    Protocol protocol,
    OptionalLong pid,
    Optional<String> command,
    Optional<String> user,
    InetAddress localAddress,
    int localPort,
    Optional<InetAddress> remoteAddress,
    OptionalInt remotePort,
    SocketState state,
    boolean hidden,
    Optional<Duration> timeLeft) {}
