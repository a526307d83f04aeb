package portside.room.flip.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.page.Answers;
import portside.page.BackLink;
import portside.page.Urls;
import portside.page.Views;
import portside.page.Wants;
import portside.room.Member;
import portside.room.NotNow;
import portside.room.NotNow.Reason;
import portside.room.Room;
import portside.room.flip.Flip;
import portside.room.flip.Told;

/** The flip over HTTP: the picture that is projected, and what guests tell. */
public final class FlipPages {
  private static final int USUAL_PORT = 8080;

  /** What a browser tells is small. */
  private static final int LONGEST = 100;

  private final Room room;
  private final Flip flip;
  private final Findings findings;
  private final FlipRecord flips;
  private final Views views;

  /**
   * @param flips keeps what was found
   * @param views with the words of {@code room/flip}
   */
  public FlipPages(Room room, Flip flip, Findings findings, FlipRecord flips, Views views) {
    this.flips = flips;
    this.room = room;
    this.flip = flip;
    this.findings = findings;
    this.views = views;
  }

  /** {@code GET /room/flip}: the picture for the projector, or its changing part alone. */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    String run = ctx.queryParam("run");
    if (run != null) {
      flip.adopt(run);
    }
    Map<String, Object> values = views.values(ctx);
    values.put("board", findings.board(chosen(ctx)));
    if (Wants.fragment(ctx)) {
      views.part(ctx, "room/flip/pages/board.jte", values);
      return;
    }
    values.put("on", room.now().isPresent());
    values.put("back", BackLink.of(ctx).orElse(Urls.room()));
    String title = views.words(ctx).get("title");
    views.page(ctx, "room/flip/pages/flip.jte", title, Urls.room("flip"), values);
  }

  private static @Nullable Integer chosen(Context ctx) {
    String number = Optional.ofNullable(ctx.queryParam("device")).orElse("");
    return number.matches("[0-9]{1,6}") ? Integer.valueOf(number) : null;
  }

  /** {@code POST /room/flip/{act}}: what the presenter does with the demo server. */
  public void act(Context ctx) {
    Access.require(ctx, Role.HOST);
    Caller caller = Access.caller(ctx);
    if (room.now().isEmpty()) {
      throw new NotNow(Reason.NO_CLASS);
    }
    switch (ctx.pathParam("act")) {
      case "open" -> flip.open(caller, USUAL_PORT);
      case "turn" -> flip.flip(caller);
      case "again" -> flip.again();
      case "end" -> flip.end();
      default -> throw new NotFoundResponse();
    }
    Answers.done(ctx, Urls.room("flip"));
  }

  /** {@code GET /join/flip}: what the guest's own device found, as a page or as a part of one. */
  public void mine(Context ctx) {
    Person person = Access.caller(ctx).person();
    if (Wants.fragment(ctx) && room.audience().find(person).isEmpty()) {
      ctx.status(HttpStatus.NO_CONTENT); // whoever only reads is asked nothing
      return;
    }
    mine(ctx, room.audience().member(person));
  }

  private void mine(Context ctx, Member member) {
    Map<String, Object> values = views.values(ctx);
    values.put("mine", findings.mine(member.person(), member.number()));
    if (Wants.fragment(ctx)) {
      views.part(ctx, "room/flip/pages/mine.jte", values);
      return;
    }
    String title = views.words(ctx).get("mine.title");
    views.page(ctx, "room/flip/pages/device.jte", title, Urls.join("flip"), values);
  }

  /**
   * {@code POST /join/flip}: what a guest's browser found, or what the guest says that it found.
   *
   * @throws BadInput when it makes no sense
   * @throws NotNow when they are no member
   */
  public void tell(Context ctx) {
    Caller caller = Access.caller(ctx);
    Member member = room.audience().member(caller.person());
    Person person = member.person();
    Map<String, String> fields = new HashMap<>();
    ctx.formParamMap()
        .forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    if (fields.values().stream().anyMatch(value -> value.length() > LONGEST)) {
      throw new BadInput("field-too-long", Map.of("allowed", String.valueOf(LONGEST)));
    }
    Told told =
        Told.read(fields, findings.door(person), ctx.userAgent())
            .orElseThrow(
                () ->
                    new BadInput(
                        "not-a-value", Map.of("parameter", "round, result, ms", "given", "")));
    if (flip.tell(person, told, caller)) {
      flips.told(flip.state(), person, told);
    }
    if (Wants.html(ctx)) {
      ctx.redirect(Urls.join("flip"), HttpStatus.SEE_OTHER);
    } else {
      mine(ctx, member);
    }
  }
}
