package portside.experiments.owner;

import java.util.ArrayList;
import java.util.List;
import portside.net.HostSystem;
import portside.net.Protocol;

/**
 * A command that shows who has a port.
 *
 * @param system the system that knows it
 * @param command what to type
 * @param key the words that explain it are {@code how.<key>}
 */
public record HowTo(HostSystem system, String command, String key) {

  /** Without it, PowerShell prints a red error where nobody listens. */
  private static final String QUIET = " -ErrorAction SilentlyContinue";

  /**
   * All of them, the system's own first. Those of Linux were run; those of macOS and Windows come
   * from their documentation.
   *
   * @param rights whether more rights are needed to see the process
   */
  static List<HowTo> of(int port, Protocol protocol, HostSystem here, boolean rights) {
    List<HowTo> all = new ArrayList<>();
    List.of(HostSystem.LINUX, HostSystem.MACOS, HostSystem.WINDOWS)
        .forEach(system -> all.addAll(of(system, port, protocol, rights && system == here)));
    all.sort((a, b) -> Boolean.compare(b.system() == here, a.system() == here));
    return List.copyOf(all);
  }

  private static List<HowTo> of(HostSystem system, int port, Protocol protocol, boolean rights) {
    boolean tcp = protocol == Protocol.TCP;
    String sudo = rights ? "sudo " : "";
    String lsof = tcp ? "lsof -nP -iTCP:" + port + " -sTCP:LISTEN" : "lsof -nP -iUDP:" + port;
    return switch (system) {
      case LINUX ->
          List.of(
              new HowTo(
                  system,
                  sudo + "ss -" + (tcp ? "ltnp" : "lunp") + " 'sport = :" + port + "'",
                  rights ? "rights" : "ss"),
              new HowTo(system, sudo + lsof, rights ? "rights" : "lsof"));
      case MACOS -> List.of(new HowTo(system, sudo + lsof, rights ? "rights" : "lsof"));
      case WINDOWS ->
          List.of(
              new HowTo(
                  system,
                  tcp
                      ? "Get-NetTCPConnection -LocalPort "
                          + port
                          + " -State Listen"
                          + QUIET
                          + " | Select-Object LocalAddress,OwningProcess"
                      : "Get-NetUDPEndpoint -LocalPort "
                          + port
                          + QUIET
                          + " | Select-Object LocalAddress,OwningProcess",
                  "powershell"),
              new HowTo(
                  system,
                  "netstat -ano -p " + (tcp ? "TCP" : "UDP") + " | findstr :" + port,
                  "findstr"));
      case OTHER -> List.of();
    };
  }
}
