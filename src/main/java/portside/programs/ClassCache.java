package portside.programs;

import java.nio.file.Path;

/**
 * Where Java may keep the classes that the servers of the lessons load, so that the next one starts
 * sooner.
 *
 * @param folder a folder of this user for what can be made again
 * @param warmUp a class with a {@code main} that does what such a server does, and ends
 */
public record ClassCache(Path folder, Class<?> warmUp) {}
