package portside.room.pages;

import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.cards.Pages;
import portside.cards.Place;
import portside.page.Answers;
import portside.page.Urls;
import portside.page.Views;
import portside.page.Wants;
import portside.room.ClassState;
import portside.room.Member;
import portside.room.NotNow;
import portside.room.NotNow.Reason;
import portside.room.Placement;
import portside.room.Room;

/** Where a guest enters the class, and takes part without a script. */
public final class JoinPages {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_CODE = 20;
  private static final int LONGEST_ROUND = 4;
  private static final Set<Reason> TOO_LATE = EnumSet.of(Reason.CLOSED, Reason.NO_QUESTION);

  private final Room room;
  private final Parts parts;
  private final Pages lessons;
  private final BooleanSupplier flips;
  private final Views views;

  /**
   * @param flips whether there is a demo server to try
   * @param views with the words of {@code room/pages}
   */
  public JoinPages(Room room, Parts parts, Pages lessons, BooleanSupplier flips, Views views) {
    this.room = room;
    this.parts = parts;
    this.lessons = lessons;
    this.flips = flips;
    this.views = views;
  }

  /** {@code GET /join} */
  public void show(Context ctx) {
    show(ctx, false);
  }

  private void show(Context ctx, boolean wrongCode) {
    Caller caller = Access.caller(ctx);
    String lang = views.lang(ctx);
    ClassState state = room.now().orElse(null);
    Member member = room.audience().find(caller.person()).orElse(null);
    Map<String, Object> values = parts.values(state, lang, member == null ? null : caller.person());
    values.put("member", member);
    values.put("host", Access.role(ctx) == Role.HOST);
    values.put("there", state == null ? null : there(state.place(), lang));
    values.put("wrongCode", wrongCode);
    // The QR code of the invitation brings it along.
    String brought = Optional.ofNullable(ctx.queryParam("code")).orElse("");
    values.put("code", brought.matches("[0-9]{1,20}") ? brought : "");
    values.put("flip", flips.getAsBoolean());
    values.put("version", room.version());
    ctx.header("Cache-Control", "no-store");
    String title = views.words(ctx).get("join.title");
    views.page(ctx, "room/pages/join.jte", title, Urls.join(), values);
  }

  /** A link to where the presenter is. */
  private @Nullable String there(@Nullable Placement place, String lang) {
    if (place == null) {
      return null;
    }
    Optional<Place> page = lessons.find(Urls.lesson(lang, place.lesson()));
    return page.map(Place::path)
        .map(path -> page.get().card(place.anchor()).isEmpty() ? path : path + "#" + place.anchor())
        .orElse(null);
  }

  /** {@code POST /join}: somebody joins, or changes their name. */
  public void join(Context ctx) {
    Person person = person(ctx);
    String name = Text.line(ctx.formParam("name"), "name", LONGEST_NAME);
    String code = Text.line(ctx.formParam("code"), "code", LONGEST_CODE);
    CompletableFuture<Member> joined;
    try {
      joined =
          room.audience()
              .join(person, Access.caller(ctx).address(), name.isEmpty() ? null : name, code);
    } catch (NotNow e) {
      if (e.reason() != Reason.WRONG_CODE || !Wants.html(ctx)) {
        throw e;
      }
      ctx.status(403);
      show(ctx, true);
      return;
    }
    Answers.saying(ctx, joined.thenApply(Parts::described), Urls.join());
  }

  /** {@code POST /join/{act}}: what a guest does in the class. */
  public void act(Context ctx) {
    Person person = person(ctx);
    switch (ctx.pathParam("act")) {
      case "answer" -> answerOrShow(ctx, person);
      case "follow" ->
          Answers.saying(
              ctx,
              room.audience()
                  .follow(person, !"no".equals(ctx.formParam("follow")))
                  .thenApply(Parts::described),
              Urls.join());
      case "leave" -> Answers.after(ctx, room.audience().leave(person), Urls.join());
      default -> throw new io.javalin.http.NotFoundResponse();
    }
  }

  /** Without a script a page may be older than the question; then it is shown as it is now. */
  private void answerOrShow(Context ctx, Person person) {
    try {
      answer(ctx, person);
    } catch (NotNow e) {
      if (!TOO_LATE.contains(e.reason()) || !Wants.html(ctx)) {
        throw e;
      }
      ctx.status(409);
      show(ctx, false);
    }
  }

  private void answer(Context ctx, Person person) {
    String poll = Optional.ofNullable(ctx.formParam("poll")).orElse("");
    String round = Optional.ofNullable(ctx.formParam("round")).orElse("");
    String choice = Optional.ofNullable(ctx.formParam("choice")).orElse("");
    if (round.length() > LONGEST_ROUND || !round.matches("[0-9]+")) {
      throw new NotNow(Reason.NO_QUESTION);
    }
    Answers.saying(
        ctx,
        room.audience()
            .answer(person, poll, Integer.parseInt(round), choice)
            .thenApply(
                saved -> {
                  Map<String, Object> said = new LinkedHashMap<>();
                  said.put("poll", poll);
                  said.put("round", round);
                  said.put("choice", choice);
                  said.put("saved", saved);
                  return said;
                }),
        Urls.join());
  }

  /** Whose browser it is; a program with the key is nobody's. */
  private static Person person(Context ctx) {
    Person person = Access.caller(ctx).person();
    if (person == null) {
      throw new NotNow(Reason.NOT_A_MEMBER);
    }
    return person;
  }
}
