package portside.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.websocket.WsContext;
import java.net.InetAddress;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * The rules of access, applied to every request before anything else sees it: which names this site
 * answers to, from where a form may come, and who the caller is.
 */
public final class Access {
  private static final String CALLER = "portside.caller";
  private static final String STILL = "portside.still";
  private static final String BEARER = "Bearer ";
  private static final String PERSON = "-person";

  /** A term: who comes back after the holidays finds their results. */
  private static final int PERSON_SECONDS = 180 * 24 * 60 * 60;

  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final Sessions sessions;

  /**
   * @param key whoever shows it from this computer is the host
   */
  public Access(String key) {
    this.sessions = new Sessions(key);
  }

  /**
   * Checks a request and finds out who sent it.
   *
   * @throws Denied when a rule forbids it
   */
  public void check(Context ctx) {
    check(ctx, !SAFE.contains(ctx.method()));
  }

  /**
   * Checks a request that opens a WebSocket. It is a GET, but the same-origin policy of browsers
   * does not hold for it, so that the origin is asked for as with a form (RFC 6455 §10.2).
   *
   * @throws Denied when a rule forbids it
   */
  public void checkUpgrade(Context ctx) {
    check(ctx, true);
  }

  private void check(Context ctx, boolean needsOrigin) {
    Headers.set(ctx::header);
    InetAddress called = IpAddresses.parse(ctx.req().getLocalAddr()).orElseThrow();
    String host = ctx.header("Host");
    if (!HostHeader.namesThisComputer(host, called)) {
      throw new Denied("foreign-host");
    }
    String token = bearer(ctx);
    if (token != null && !sessions.isKey(token)) {
      throw new Denied("wrong-key");
    }
    if (token == null && needsOrigin && !sameOrigin(ctx, host)) {
      // Browsers always name the origin of a form (Fetch standard); who names none is a program.
      throw new Denied(ctx.header("Origin") == null ? "no-key" : "foreign-origin");
    }
    boolean acts = token == null && !SAFE.contains(ctx.method());
    ctx.attribute(CALLER, caller(ctx, called, host, token != null, acts));
    String session = ctx.cookie(cookieName(ctx));
    BooleanSupplier still = () -> sessions.isKey(token) || sessions.isOpen(session);
    ctx.attribute(STILL, still);
  }

  private Caller caller(
      Context ctx, InetAddress called, String host, boolean showsKey, boolean acts) {
    InetAddress address = IpAddresses.parse(ctx.req().getRemoteAddr()).orElseThrow();
    boolean holdsKey = showsKey || sessions.isOpen(ctx.cookie(cookieName(ctx)));
    Role role = holdsKey && onThisComputer(address) ? Role.HOST : Role.GUEST;
    return new Caller(
        role,
        person(ctx, acts),
        address,
        ctx.req().getRemotePort(),
        called,
        ctx.req().getLocalPort(),
        host);
  }

  /**
   * Whose browser it is. A guest who only reads gets no cookie.
   *
   * @param acts whether the request does something, for which a browser gets its id
   */
  private static @Nullable Person person(Context ctx, boolean acts) {
    String name = cookieName(ctx) + PERSON;
    String id = ctx.cookie(name);
    if (id != null && Person.isId(id)) {
      return new Person(id);
    }
    if (!acts) {
      return null;
    }
    Person person = new Person(RandomId.ofBytes(16));
    Cookie cookie = cookie(name, person.id());
    cookie.setMaxAge(PERSON_SECONDS);
    ctx.cookie(cookie);
    return person;
  }

  private static Cookie cookie(String name, String value) {
    Cookie cookie = new Cookie(name, value);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setPath("/");
    return cookie;
  }

  /** Who sent a request that {@link #check} has let through. */
  public static Caller caller(Context ctx) {
    Caller caller = ctx.attribute(CALLER);
    if (caller == null) {
      throw new IllegalStateException("the request was not checked: " + ctx.path());
    }
    return caller;
  }

  /** Whose live connection it is; its upgrade was let through by {@link #checkUpgrade}. */
  public static Caller caller(WsContext ctx) {
    Caller caller = ctx.attribute(CALLER);
    if (caller == null) {
      throw new IllegalStateException("the upgrade was not checked");
    }
    return caller;
  }

  /**
   * Whether that is still so: the key may change while a connection opens, and who came in by the
   * old one is not the host any more.
   */
  public static boolean isStill(WsContext ctx) {
    BooleanSupplier still = ctx.attribute(STILL);
    return caller(ctx).role() != Role.HOST || still != null && still.getAsBoolean();
  }

  /** What the sender of a request may do; a request that was not let through is a guest's. */
  public static Role role(Context ctx) {
    Caller caller = ctx.attribute(CALLER);
    return caller == null ? Role.GUEST : caller.role();
  }

  /**
   * Makes the caller the host, when they show the key, or a ticket that nobody has used, and sit at
   * this computer.
   *
   * @throws Denied when the key is wrong or the caller comes from another device
   */
  public void login(Context ctx, String key) {
    boolean here = onThisComputer(caller(ctx).address());
    if (!sessions.isKey(key) && !(here && sessions.use(key))) {
      throw new Denied("wrong-key");
    }
    if (!here) {
      throw new Denied("key-from-elsewhere");
    }
    ctx.cookie(cookie(cookieName(ctx), sessions.open()));
    person(ctx, true); // now: the host's page does things at once, each of which would be another's
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  /**
   * What a link may hold in the place of the key to open one session: the command line of a browser
   * stands in the list of processes as long as it runs, and every user of the computer can read it.
   */
  public String ticket() {
    return sessions.ticket();
  }

  /**
   * Takes another key from now on. The sessions that the old one has opened end, the caller's too.
   *
   * @return the new key
   * @throws Denied when the caller is not the host
   */
  public String changeKey(Context ctx) {
    require(ctx, Role.HOST);
    return sessions.change();
  }

  /**
   * Lets only callers of that role pass.
   *
   * @throws Denied when the caller may not
   */
  public static void require(Context ctx, Role needed) {
    if (!caller(ctx).role().may(needed)) {
      throw new Denied("host-only");
    }
  }

  /** Whether somebody who calls from there sits at this computer. */
  public static boolean onThisComputer(InetAddress address) {
    return address.isLoopbackAddress() || ThisComputer.now().owns(address);
  }

  private static @Nullable String bearer(Context ctx) {
    String header = ctx.header("Authorization");
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
  }

  /** RFC 6454 §7: the Origin of a form is the scheme, name and port of the page that sent it. */
  private static boolean sameOrigin(Context ctx, String host) {
    return ("http://" + host).equalsIgnoreCase(ctx.header("Origin"));
  }

  /** Cookies ignore ports (RFC 6265 §8.5), so that two Portsides need two names. */
  private static String cookieName(Context ctx) {
    return "portside-" + ctx.req().getLocalPort();
  }
}
