package portside.room.invitation.pages;

import gg.jte.Content;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.net.ThisComputer;
import portside.page.Answers;
import portside.page.BackLink;
import portside.page.Urls;
import portside.page.Views;
import portside.page.Wants;
import portside.room.ClassState;
import portside.room.Room;
import portside.room.invitation.Trials;
import portside.room.invitation.Visitors;
import portside.room.invitation.Way;

/** The invitation over HTTP: full screen for the room, and its part of the host's own page. */
public final class InvitationPages {
  private static final String PART = "#invitation";

  private final Room room;
  private final Trials trials;
  private final Visitors visitors;
  private final Views views;

  /**
   * @param views with the words of {@code room/invitation}
   */
  public InvitationPages(Room room, Trials trials, Visitors visitors, Views views) {
    this.room = room;
    this.trials = trials;
    this.visitors = visitors;
    this.views = views;
  }

  /** {@code GET /room/invitation}: full screen, or its changing parts alone. */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    Map<String, Object> values = values(ctx);
    if (Wants.fragment(ctx)) {
      String part = "room".equals(ctx.queryParam("part")) ? "section" : "screen";
      views.part(ctx, "room/invitation/pages/" + part + ".jte", values);
      return;
    }
    values.put("back", BackLink.of(ctx).orElse(Urls.room()));
    String title = ((InvitationView) values.get("view")).heading(views.words(ctx));
    String template = "room/invitation/pages/invitation.jte";
    views.page(ctx, template, title, Urls.room("invitation"), values);
  }

  /** The part of the host's own page. */
  public Content section(Context ctx) {
    return views.content("room/invitation/pages/section.jte", values(ctx));
  }

  private Map<String, Object> values(Context ctx) {
    int port = Access.caller(ctx).localPort();
    @Nullable ClassState state = room.now().orElse(null);
    List<Way> ways = Way.into(trials.listening(), ThisComputer.now());
    Way shown = Way.shown(ways, state == null ? null : state.invites()).orElse(null);
    boolean trying = trials.begin(port, false);
    Map<String, Object> values = views.values(ctx);
    values.put(
        "view",
        new InvitationView(
            state,
            ways,
            shown,
            port,
            !trials.listening().isLoopbackAddress(),
            trials.latest(),
            trying,
            visitors.count(),
            room.audience().all().size()));
    return values;
  }

  /** {@code POST /room/invitation/{act}}: the host chooses the address, or tests the ways in. */
  public void act(Context ctx) {
    Access.require(ctx, Role.HOST);
    switch (ctx.pathParam("act")) {
      case "address" -> choose(ctx);
      case "trial" -> {
        trials.begin(Access.caller(ctx).localPort(), true);
        Answers.done(ctx, BackLink.kept(ctx, Urls.room()) + PART);
      }
      default -> throw new NotFoundResponse();
    }
  }

  private void choose(Context ctx) {
    String given = Optional.ofNullable(ctx.formParam("address")).orElse("");
    List<Way> ways = Way.into(trials.listening(), ThisComputer.now());
    if (ways.stream().noneMatch(way -> way.text().equals(given))) {
      throw new BadInput(
          "not-a-choice",
          Map.of(
              "parameter", "address",
              "given", given.substring(0, Math.min(60, given.length())),
              "allowed", String.join(", ", ways.stream().map(Way::text).toList())));
    }
    Answers.after(ctx, room.invite(given), BackLink.kept(ctx, Urls.room()) + PART);
  }
}
