package portside.room.pages;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import portside.access.Access;
import portside.access.Role;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Wants;
import portside.page.Words;
import portside.room.Room;

/** The host's room: where a class is opened, led and ended. */
public final class RoomPages {
  private static final int LONGEST_TITLE = 80;
  private static final int CODES = 10_000;

  private final Room room;
  private final Frames frames;
  private final Templates templates;
  private final SecureRandom random = new SecureRandom();

  public RoomPages(Room room, Frames frames, Templates templates) {
    this.room = room;
    this.frames = frames;
    this.templates = templates;
  }

  /** {@code GET /room} */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    String lang = frames.languages().of(ctx);
    Words words = Words.of("room/pages", lang);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("frame", frames.of(ctx, words.get("room.title"), Urls.room()));
    values.put("words", words);
    values.put("state", room.now().orElse(null));
    values.put("members", room.members());
    values.put("condition", room.condition());
    values.put("behind", room.isBehind());
    templates.answer(ctx, "room/pages/room.jte", values);
  }

  /** {@code POST /room/open}: a class begins. */
  public void open(Context ctx) {
    Access.require(ctx, Role.HOST);
    String title = Text.line(ctx.formParam("title"), "title", LONGEST_TITLE);
    String code = ctx.formParam("code") == null ? "" : "%04d".formatted(random.nextInt(CODES));
    then(ctx, room.open(title, code));
  }

  /** {@code POST /room/end}: the class ends. */
  public void end(Context ctx) {
    Access.require(ctx, Role.HOST);
    then(ctx, room.end());
  }

  private static void then(Context ctx, CompletableFuture<Void> done) {
    ctx.future(() -> done.thenAccept(nothing -> back(ctx)));
  }

  private static void back(Context ctx) {
    if (Wants.html(ctx)) {
      ctx.redirect(Urls.room(), io.javalin.http.HttpStatus.SEE_OTHER);
    } else {
      ctx.status(204);
    }
  }
}
