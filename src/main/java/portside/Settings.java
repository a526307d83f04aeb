package portside;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line decides.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65535; 0 lets the system choose
 * @param key whoever shows it from this computer is the host
 * @param lang the language where a reader does not say, or null for the original
 * @param content the folder of the course
 * @param python the Python to run the lessons' programs with, or null for one that has Flask
 * @param cache the folder of this user for what can be made again, or null to keep nothing there
 * @param data the folder of this user for what is to be kept, or null to keep nothing
 */
public record Settings(
    InetAddress host,
    int port,
    String key,
    @Nullable String lang,
    Path content,
    @Nullable Path python,
    @Nullable Path cache,
    @Nullable Path data) {}
