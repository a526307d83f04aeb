/**
 * Here belong the commands: their options, what they print, and how they end. Nothing of what the
 * site does belongs here.
 */
@org.jspecify.annotations.NullMarked
package portside.cli;
