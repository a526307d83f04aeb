package portside.progress;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;

/** The page of what was found out, and what can be done with it. */
public final class FoundPages {
  private static final int LONGEST_NAME = 200;

  private final Progress progress;
  private final Course course;
  private final Frames frames;
  private final Templates templates;

  public FoundPages(Progress progress, Course course, Frames frames, Templates templates) {
    this.progress = progress;
    this.course = course;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * A prediction beside what the machine said, as HTML.
   *
   * @param days after how many days it comes again, or null
   */
  public record Prediction(
      Lesson lesson,
      String card,
      String question,
      String predicted,
      String outcome,
      boolean surprise,
      String why,
      String at,
      @Nullable Integer days) {}

  /** A sentence that does not hold on this computer, as HTML. */
  public record Differing(Lesson lesson, String claim, String sentence, String why) {}

  /** {@code GET /{lang}/found}: what was found out. A guest's is in the guest's browser. */
  public void page(Context ctx) {
    show(ctx, ctx.pathParam("lang"), null, null, false);
  }

  /** {@code GET /{lang}/{lesson}/found}: what was found out in one lesson. */
  public void lesson(Context ctx) {
    String lang = ctx.pathParam("lang");
    Lesson lesson = course.find(lang, ctx.pathParam("lesson")).orElseThrow(NotFoundResponse::new);
    show(ctx, lang, lesson, null, false);
  }

  /**
   * @param said a key of the words, or null
   * @param asks whether it asks before everything is forgotten
   */
  private void show(
      Context ctx, String lang, @Nullable Lesson only, @Nullable String said, boolean asks) {
    if (!frames.languages().all().contains(lang)) {
      throw new NotFoundResponse();
    }
    frames.languages().opened(ctx, lang);
    Role role = Access.role(ctx);
    Kept kept = role == Role.HOST ? progress.now() : Kept.NOTHING;
    Found found = new Found(course, lang, kept, only == null ? null : only.name());
    Words words = Words.of("progress", lang);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("frame", frames.of(role, lang, words.get("title"), path(only)));
    values.put("words", words);
    values.put("predictions", found.predictions());
    values.put("heard", found.differing(true));
    values.put("differing", found.differing(false));
    values.put("due", found.due(System.currentTimeMillis()));
    values.put("lessons", course.lessons(lang));
    values.put("only", only);
    values.put("again", kept.again());
    values.put("unkept", role == Role.HOST ? progress.unkept() : "");
    values.put("said", said == null ? "" : words.get(said));
    values.put(
        "sure",
        asks ? Map.of("tried", kept.tried().size(), "sections", kept.sections().size()) : null);
    ctx.header("Cache-Control", "no-store");
    templates.answer(ctx, "progress/found.jte", values);
  }

  private static String path(@Nullable Lesson only) {
    return only == null ? "/found" : "/" + only.name() + "/found";
  }

  /** {@code POST /progress/section}: a section was read. */
  public void section(Context ctx) {
    Access.require(ctx, Role.HOST);
    String lesson = field(ctx, "lesson");
    String anchor = field(ctx, "anchor");
    if (course.find(Course.ORIGINAL, lesson).isEmpty() || !ProgressFile.isName(anchor)) {
      throw new NotFoundResponse();
    }
    progress.read(new Section(lesson, anchor, System.currentTimeMillis()));
    ctx.status(HttpStatus.NO_CONTENT);
  }

  /**
   * {@code POST /progress/forget}: a card, a lesson, or everything where neither is named, which it
   * asks about first.
   */
  public void forget(Context ctx) {
    Access.require(ctx, Role.HOST);
    String lesson = field(ctx, "lesson");
    if (lesson.isEmpty() && !field(ctx, "sure").equals("yes")) {
      show(ctx, frames.languages().of(ctx), null, null, true);
      return;
    }
    progress.forget(lesson, field(ctx, "card"));
    back(ctx);
  }

  /**
   * {@code POST /progress/again}: whether wrong predictions come again, {@code on} or {@code off}.
   */
  public void again(Context ctx) {
    Access.require(ctx, Role.HOST);
    progress.again(!field(ctx, "again").equals("off"));
    back(ctx);
  }

  /** {@code GET /progress.json}: all of it, as a file. */
  public void export(Context ctx) {
    Access.require(ctx, Role.HOST);
    ctx.header("Content-Disposition", "attachment; filename=\"portside-progress.json\"")
        .header("Cache-Control", "no-store")
        .contentType("application/json; charset=utf-8")
        .result(ProgressFile.write(progress.now()));
  }

  /**
   * {@code POST /progress.json}: such a file in the place of what is known; as it is, or chosen in
   * the form of the page (RFC 7578).
   */
  public void take(Context ctx) {
    Access.require(ctx, Role.HOST);
    String said = "taken";
    try {
      progress.replace(ProgressFile.read(file(ctx)));
    } catch (ProgressFile.NotTaken e) {
      said = "not-taken." + e.getMessage();
      ctx.status(HttpStatus.BAD_REQUEST);
    }
    show(ctx, frames.languages().of(ctx), null, said, false);
  }

  private static String file(Context ctx) throws ProgressFile.NotTaken {
    if (!ctx.isMultipartFormData()) {
      return ctx.body();
    }
    UploadedFile file = ctx.uploadedFile("file");
    if (file == null || file.size() == 0) {
      throw new ProgressFile.NotTaken("no-file");
    }
    return file.contentAndClose(FoundPages::text);
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void back(Context ctx) {
    String lang = frames.languages().of(ctx);
    String to =
        course
            .find(lang, field(ctx, "from"))
            .map(lesson -> Urls.found(lang, lesson.name()))
            .orElseGet(() -> Urls.found(lang));
    ctx.redirect(to, HttpStatus.SEE_OTHER);
  }

  private static String field(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null ? "" : value.substring(0, Math.min(LONGEST_NAME, value.length()));
  }
}
