package portside.room.flip;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.instruments.HostFirewall;

/**
 * What is known when somebody asks why a device does not reach the demo server. Every field was
 * measured; what follows from them is the {@link Ladder}'s.
 *
 * @param mark what is known of the device
 * @param told what its browser told of this round; null when nothing
 * @param bound where the demo server listens
 * @param door the address of this computer that the device tries
 * @param by the address of this computer by which the device comes to Portside
 * @param from the address that the device comes from
 * @param prefix the length of the network's prefix at {@code by}, in bits; null where it is not
 *     known
 * @param ownDevice whether {@code from} is an address of this computer
 * @param ownAnswer whether this computer itself gets an answer at the door; null when that was not
 *     tried
 * @param serverSaw whether the server's own log has the device's request
 * @param othersAnswered how many other devices got an answer in this round
 * @param othersTried how many other devices have told anything of this round
 * @param firewall what this computer tells of its firewall
 * @param silentSeconds for how long Portside has heard nothing of the device; 0 while it is here
 */
public record Facts(
    Mark mark,
    @Nullable Told told,
    InetAddress bound,
    InetAddress door,
    InetAddress by,
    InetAddress from,
    @Nullable Integer prefix,
    boolean ownDevice,
    @Nullable Boolean ownAnswer,
    boolean serverSaw,
    int othersAnswered,
    int othersTried,
    HostFirewall firewall,
    long silentSeconds) {}
