package portside.room.pages;

import gg.jte.Content;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.cards.Card;
import portside.cards.Pages;
import portside.cards.Place;
import portside.cards.Question;
import portside.experiments.BadInput;
import portside.page.Answers;
import portside.page.BackLink;
import portside.page.Json;
import portside.page.Urls;
import portside.page.Views;
import portside.room.Placement;
import portside.room.Poll;
import portside.room.Room;

/** The host's room: where a class is opened, led and ended. All of it is the host's alone. */
public final class RoomPages {
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_WINDOW = 40;
  private static final int CODES = 10_000;

  private final Room room;
  private final Parts parts;
  private final Settling settling;
  private final News news;
  private final Pages lessons;
  private final Views views;
  private final Function<Context, Content> invitation;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param views with the words of {@code room/pages}
   * @param invitation what the page says of the invitation
   */
  public RoomPages(
      Room room,
      Parts parts,
      Settling settling,
      News news,
      Pages lessons,
      Views views,
      Function<Context, Content> invitation) {
    this.room = room;
    this.parts = parts;
    this.settling = settling;
    this.news = news;
    this.lessons = lessons;
    this.views = views;
    this.invitation = invitation;
  }

  /** {@code GET /room} */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    Map<String, Object> values = parts.values(room.now().orElse(null), views.lang(ctx), null);
    values.keySet().removeAll(List.of("mine", "first"));
    values.put("members", room.audience().all());
    values.put("count", news.count());
    String back = BackLink.of(ctx).orElse(null);
    values.put("back", back);
    values.put("condition", room.condition());
    values.put("behind", room.isBehind());
    values.put("invitation", invitation.apply(ctx));
    String title = views.words(ctx).get("room.title");
    views.page(ctx, "room/pages/room.jte", title, BackLink.to(Urls.room(), back), values);
  }

  /** {@code GET /room/count}: how many have answered, of how many. */
  public void count(Context ctx) {
    Access.require(ctx, Role.HOST);
    ctx.header("Cache-Control", "no-store");
    Json.answer(ctx, news.count());
  }

  /** {@code POST /room/{act}}: what the host does to the class. */
  public void act(Context ctx) {
    Access.require(ctx, Role.HOST);
    String page = BackLink.kept(ctx, Urls.room());
    switch (ctx.pathParam("act")) {
      case "open" -> open(ctx, page);
      case "end" -> Answers.after(ctx, room.end(), page);
      case "drive" -> Answers.after(ctx, room.drive(window(ctx)), page);
      case "place" -> Answers.after(ctx, room.place(window(ctx), placement(ctx)), page);
      case "ask" ->
          Answers.after(
              ctx, room.polls().ask(asked(ctx)), BackLink.to(Urls.room(), ctx.formParam("_page")));
      case "close" -> Answers.after(ctx, room.polls().close(poll(ctx)), page);
      case "again" -> Answers.after(ctx, room.polls().again(poll(ctx)), page);
      case "run" -> Answers.after(ctx, settling.run(poll(ctx), Access.caller(ctx)), page);
      case "throw" -> Answers.after(ctx, room.polls().throwAway(poll(ctx)), page);
      case "bars" ->
          Answers.after(
              ctx, room.polls().bars(poll(ctx), "hide".equals(ctx.formParam("bars"))), page);
      default -> throw new NotFoundResponse();
    }
  }

  private void open(Context ctx, String page) {
    String title = Text.line(ctx.formParam("title"), "title", LONGEST_TITLE);
    String code = ctx.formParam("code") == null ? "" : "%04d".formatted(random.nextInt(CODES));
    Answers.after(ctx, room.open(title, code), page);
  }

  private static String window(Context ctx) {
    return Text.line(ctx.formParam("window"), "window", LONGEST_WINDOW);
  }

  private static String poll(Context ctx) {
    return required(ctx, "poll");
  }

  private static String required(Context ctx, String field) {
    String given = ctx.formParam(field);
    if (given == null || given.isEmpty()) {
      throw new BadInput("empty", Map.of("parameter", field, "allowed", field));
    }
    return given;
  }

  private Placement placement(Context ctx) {
    String lesson = required(ctx, "lesson");
    String anchor = Optional.ofNullable(ctx.formParam("anchor")).orElse("");
    if (lessons.find(Urls.lesson(views.lang(ctx), lesson)).isEmpty()
        || !anchor.matches("[\\w-]{0,80}")) {
      throw new NotFoundResponse();
    }
    return new Placement(lesson, anchor);
  }

  private Poll.Asked asked(Context ctx) {
    Place page = lessons.find(required(ctx, "_page")).orElseThrow(NotFoundResponse::new);
    Card card = page.card(required(ctx, "_card")).orElseThrow(NotFoundResponse::new);
    @Nullable Question question = card.question();
    if (question == null) {
      throw new NotFoundResponse();
    }
    return new Poll.Asked(
        page.name(),
        card.id(),
        card.experiment().name(),
        card.complete(),
        question.options().stream().map(Question.Option::outcome).toList());
  }
}
