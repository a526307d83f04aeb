package portside.room.invitation.pages;

import gg.jte.Content;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.net.ThisComputer;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Wants;
import portside.page.Words;
import portside.room.ClassState;
import portside.room.Room;
import portside.room.invitation.Trials;
import portside.room.invitation.Visitors;
import portside.room.invitation.Way;

/** The invitation over HTTP: full screen for the room, and its part of the host's own page. */
public final class InvitationPages {
  private final Room room;
  private final Trials trials;
  private final Visitors visitors;
  private final Frames frames;
  private final Templates templates;

  public InvitationPages(
      Room room, Trials trials, Visitors visitors, Frames frames, Templates templates) {
    this.room = room;
    this.trials = trials;
    this.visitors = visitors;
    this.frames = frames;
    this.templates = templates;
  }

  /** {@code GET /room/invitation}: full screen, or its changing parts alone. */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    Map<String, Object> values = values(ctx);
    if (Wants.fragment(ctx)) {
      String part = "room".equals(ctx.queryParam("part")) ? "section" : "screen";
      templates.answer(ctx, "room/invitation/pages/" + part + ".jte", values);
      return;
    }
    Words words = (Words) values.get("words");
    String title = ((InvitationView) values.get("view")).heading(words);
    values.put("frame", frames.of(ctx, title, Urls.room("invitation")));
    values.put("back", back(ctx));
    frames.languages().opened(ctx, words.lang());
    templates.answer(ctx, "room/invitation/pages/invitation.jte", values);
  }

  /** The part of the host's own page. */
  public Content section(Context ctx) {
    Map<String, Object> values = values(ctx);
    return output -> templates.render("room/invitation/pages/section.jte", values, output);
  }

  private Map<String, Object> values(Context ctx) {
    int port = Access.caller(ctx).localPort();
    @Nullable ClassState state = room.now().orElse(null);
    List<Way> ways = Way.into(trials.listening(), ThisComputer.now());
    Way shown = Way.shown(ways, state == null ? null : state.invites()).orElse(null);
    boolean trying = trials.begin(port, false);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("words", Words.of("room/invitation", frames.languages().of(ctx)));
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

  /** The page that the presenter came from, when it is a slide of this site. */
  private static String back(Context ctx) {
    String back = Optional.ofNullable(ctx.queryParam("back")).orElse("");
    return back.matches("/[a-z]{2}/[\\w-]+/present") ? back : Urls.room();
  }

  /** {@code POST /room/invitation/{act}}: the host chooses the address, or tests the ways in. */
  public void act(Context ctx) {
    Access.require(ctx, Role.HOST);
    switch (ctx.pathParam("act")) {
      case "address" -> choose(ctx);
      case "trial" -> {
        trials.begin(Access.caller(ctx).localPort(), true);
        done(ctx);
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
    CompletableFuture<Void> kept = room.invite(given);
    ctx.future(() -> kept.thenRun(() -> done(ctx)));
  }

  private static void done(Context ctx) {
    if (Wants.html(ctx)) {
      ctx.redirect(Urls.room() + "#invitation", HttpStatus.SEE_OTHER);
    } else {
      ctx.status(HttpStatus.NO_CONTENT);
    }
  }
}
