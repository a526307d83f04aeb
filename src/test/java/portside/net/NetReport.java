package portside.net;

import java.net.InetAddress;
import java.util.stream.Collectors;

/** Prints facts as another network, or another user, sees them: the other half of NamespaceTest. */
final class NetReport {
  private NetReport() {}

  /** Each argument is a question; each answer is a line. */
  public static void main(String[] questions) {
    for (String question : questions) {
      String[] word = question.split(" ");
      System.out.println(answer(word));
    }
  }

  private static String answer(String[] word) {
    return switch (word[0]) {
      case "bind" -> {
        Binding.Attempt attempt =
            Binding.tryBind(address(word[1]), Integer.parseInt(word[2]), Protocol.valueOf(word[3]));
        yield attempt.failure().map(Enum::name).orElse("FREE")
            + attempt.error().map(e -> " " + e).orElse("");
      }
      case "holders" ->
          PortHolders.of(Integer.parseInt(word[1]), Protocol.TCP).stream()
              .map(
                  h ->
                      h.state()
                          + " pid="
                          + h.pid().isPresent()
                          + " hidden="
                          + h.hidden()
                          + " user="
                          + h.user().orElse("-"))
              .collect(Collectors.joining(", "));
      case "lan" ->
          ThisComputer.now().lanAddresses().stream()
              .map(IpAddresses::text)
              .collect(Collectors.joining(" "));
      case "interfaces" ->
          ThisComputer.now().interfaces().stream()
              .map(
                  i ->
                      i.name()
                          + ":"
                          + i.purpose()
                          + (i.up() ? ":up" : "")
                          + (i.virtual() ? ":virtual" : ""))
              .collect(Collectors.joining(" "));
      case "kind" -> ThisComputer.now().kindOf(address(word[1])).toString();
      case "ephemeral" ->
          EphemeralRange.ofThisSystem().first() + "-" + EphemeralRange.ofThisSystem().last();
      case "privileged" -> String.valueOf(PrivilegedPorts.startOfUnprivileged());
      default -> throw new IllegalArgumentException(word[0]);
    };
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }
}
