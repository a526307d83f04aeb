/**
 * Facts about this computer's network: its addresses, its ports, who holds them, and what the
 * system answers to a bind.
 *
 * <p>What belongs here: reading and asking the operating system, and the plain values that come of
 * it. Whatever the system answers is a value, never an exception. Also the one small server that
 * experiments open ({@link portside.net.DemoServer}), because what arrives there is such a fact;
 * and {@link portside.net.Once}, which works any value out on first use, because all who use it
 * know this package.
 *
 * <p>What must not be here: anything of the web, of templates or of JSON; a child process (those
 * are {@code portside.process}'s, so output of a command arrives here as text); a DNS look-up (the
 * one name that is ever resolved is {@link portside.net.LocalhostName}); a packet to any other
 * computer.
 */
@NullMarked
package portside.net;

import org.jspecify.annotations.NullMarked;
