package portside.experiments.path;

import portside.net.Traffic;

/**
 * What one interface counted.
 *
 * @param name the system's short name
 * @param displayName the name that people see
 * @param loopback whether it leads back to this computer alone
 * @param before the counters before the first round
 * @param after the counters after the last round
 * @param gain what came on top between the two, by whomever
 * @param whileSending what it sent while we were sending
 * @param whileSilent what it sent in the pauses, which were as long as the sendings
 * @param matches in how many rounds what it sent fits what we sent
 */
public record InterfaceBytes(
    String name,
    String displayName,
    boolean loopback,
    Traffic before,
    Traffic after,
    Traffic gain,
    long whileSending,
    long whileSilent,
    int matches) {}
