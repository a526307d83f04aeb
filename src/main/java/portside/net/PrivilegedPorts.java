package portside.net;

/** The low ports that an ordinary user may not listen on. */
public final class PrivilegedPorts {
  private static final String LINUX = "net/ipv4/ip_unprivileged_port_start";
  private static final int DEFAULT_START = 1_024;

  private PrivilegedPorts() {}

  /**
   * Returns the lowest port that needs no privilege, 0 to 65536. 0 means that none needs any.
   *
   * <ul>
   *   <li>Linux: read now from {@code ip_unprivileged_port_start}, for IPv6 too, normally 1024
   *       (kernel documentation, ip-sysctl; the privilege is CAP_NET_BIND_SERVICE).
   *   <li>macOS: 1024, and only for a bind to one address; the wildcard is allowed (xnu,
   *       bsd/netinet/ in_pcb.c).
   *   <li>Windows: 0, it has no privileged ports.
   * </ul>
   */
  public static int startOfUnprivileged() {
    return switch (HostSystem.here()) {
      case LINUX -> ProcSys.read(LINUX).map(Integer::valueOf).orElse(DEFAULT_START);
      case WINDOWS -> 0;
      case MACOS, OTHER -> DEFAULT_START;
    };
  }
}
