package portside.room.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import portside.access.Access;
import portside.access.Caller;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Wants;
import portside.page.Words;
import portside.room.NotNow;
import portside.room.Room;

/** Where a guest enters the class, and takes part without a script. */
public final class JoinPages {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_CODE = 20;

  private final Room room;
  private final Frames frames;
  private final Templates templates;

  public JoinPages(Room room, Frames frames, Templates templates) {
    this.room = room;
    this.frames = frames;
    this.templates = templates;
  }

  /** {@code GET /join} */
  public void show(Context ctx) {
    show(ctx, "");
  }

  private void show(Context ctx, String wrong) {
    Caller caller = Access.caller(ctx);
    String lang = frames.languages().of(ctx);
    Words words = Words.of("room/pages", lang);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("frame", frames.of(ctx, words.get("join.title"), Urls.join()));
    values.put("words", words);
    values.put("state", room.now().orElse(null));
    values.put("member", room.member(caller.person()).orElse(null));
    values.put("wrong", wrong);
    templates.answer(ctx, "room/pages/join.jte", values);
  }

  /** {@code POST /join}: somebody joins, or changes their name. */
  public void join(Context ctx) {
    Caller caller = Access.caller(ctx);
    if (caller.person() == null) {
      throw new NotNow(NotNow.Reason.NOT_A_MEMBER); // a program with the key is nobody's browser
    }
    String name = Text.line(ctx.formParam("name"), "name", LONGEST_NAME);
    String code = Text.line(ctx.formParam("code"), "code", LONGEST_CODE);
    var joined = room.join(caller.person(), caller.address(), name.isEmpty() ? null : name, code);
    ctx.future(() -> joined.thenAccept(member -> back(ctx)));
  }

  private static void back(Context ctx) {
    if (Wants.html(ctx)) {
      ctx.redirect(Urls.join(), HttpStatus.SEE_OTHER);
    } else {
      ctx.status(204);
    }
  }
}
