package portside.lesson;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.cards.CardView;
import portside.cards.Cards;
import portside.cards.ClaimView;
import portside.cards.Pages;
import portside.cards.Place;
import portside.cards.Reader;
import portside.cards.RepairView;
import portside.cards.Showing;
import portside.cards.Shown;
import portside.cards.TableView;
import portside.lesson.markdown.CodeFigure;
import portside.page.Frame;
import portside.page.Frames;
import portside.page.Html;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;

/** The pages of the course: the list of lessons, each lesson, and a lesson to project. */
public final class LessonPages implements Pages {
  private static final Map<String, String> FILE_TYPES =
      Map.of(
          "svg", "image/svg+xml",
          "png", "image/png",
          "py", "text/plain; charset=utf-8",
          "java", "text/plain; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  private final Course course;
  private final Cards cards;
  private final Showing showing;
  private final Frames frames;
  private final Templates templates;
  private final Way way;
  private final ToIntBiFunction<Lesson, String> tasks;

  /**
   * @param way how far the host has come
   * @param tasks how many tasks there are for a file of a lesson
   */
  public LessonPages(
      Course course,
      Cards cards,
      Showing showing,
      Frames frames,
      Templates templates,
      Way way,
      ToIntBiFunction<Lesson, String> tasks) {
    this.way = way;
    this.tasks = tasks;
    this.course = course;
    this.cards = cards;
    this.showing = showing;
    this.frames = frames;
    this.templates = templates;
  }

  /** The lessons as the head of a page shows them. */
  public static List<Frame.Step> steps(Course course, String lang, String path) {
    return course.lessons(lang).stream()
        .map(
            lesson ->
                new Frame.Step(
                    lesson.number(),
                    lesson.name(),
                    lesson.titleText(),
                    lesson.planned(),
                    lesson.experiments(),
                    path.equals("/" + lesson.name())))
        .toList();
  }

  /** {@code GET /{lang}/}: the course. */
  public void course(Context ctx) {
    String lang = frames.languages().opened(ctx);
    Role role = Access.role(ctx);
    templates.answerShared(
        ctx,
        List.of(lang, role, frames.version(), version(role)),
        "lesson/course.jte",
        () ->
            Map.of(
                "way",
                Optional.ofNullable(role == Role.HOST ? way : null),
                "frame",
                frames.of(role, lang, Words.of("page", lang).get("course.title"), "/"),
                "lessons",
                course.lessons(lang),
                "guides",
                course.guides(lang)));
  }

  /** {@code GET /{lang}/{lesson}}: a lesson, with a run in its place where the link names one. */
  public void lesson(Context ctx) {
    frames.languages().opened(ctx);
    show(ctx, lessonOf(ctx), showing.to(ctx));
  }

  /** {@code GET /{lang}/{lesson}/present}: the lesson to project. */
  public void present(Context ctx) {
    frames.languages().opened(ctx);
    show(ctx, new Projected(lessonOf(ctx)), showing.to(ctx));
  }

  /** {@code GET /content/{lesson}/{file}}: a picture or a program of a lesson, never its text. */
  public void file(Context ctx) {
    String name = ctx.pathParam("file");
    String type = FILE_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    Lesson lesson =
        course.find(course.original(), ctx.pathParam("lesson")).orElseThrow(NotFoundResponse::new);
    // A plain name and nothing else: no way leads out of the lesson's own folder.
    if (type == null || !name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new NotFoundResponse();
    }
    try {
      ctx.contentType(type).result(Files.readAllBytes(lesson.folder().resolve(name)));
    } catch (NoSuchFileException e) {
      throw new NotFoundResponse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code GET /content/{lesson}.zip}: the programs of a lesson, to go on with in VS Code. */
  public void takeHome(Context ctx) {
    Lesson lesson =
        course
            .find(course.original(), ctx.pathParam("lesson"))
            .filter(found -> TakeHome.has(found.folder()))
            .orElseThrow(NotFoundResponse::new);
    byte[] zip =
        TakeHome.zip(
            lesson, course.lessons(course.original()).stream().map(Lesson::folder).toList());
    String name = TakeHome.folder(lesson.name()) + ".zip";
    ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-cache")
        // Javalin answers 304 to whoever has the same (RFC 9110 §13.1.2).
        .header("ETag", TakeHome.tag(zip))
        .contentType("application/zip")
        .result(zip);
  }

  private Lesson lessonOf(Context ctx) {
    return course
        .find(ctx.pathParam("lang"), ctx.pathParam("lesson"))
        .orElseThrow(NotFoundResponse::new);
  }

  @Override
  public Optional<Place> find(String path) {
    String[] parts = path.split("/", 5);
    if (parts.length < 3 || !parts[0].isEmpty()) {
      return Optional.empty();
    }
    Optional<Lesson> lesson = course.find(parts[1], parts[2]);
    if (parts.length == 3) {
      return lesson.map(found -> found);
    }
    return lesson.<Place>map(Projected::new).filter(projected -> projected.path().equals(path));
  }

  @Override
  public void show(Context ctx, Place place, Shown shown) {
    Reader reader = Reader.of(Access.caller(ctx), place);
    if (place instanceof Projected projected) {
      templates.answer(
          ctx, "lesson/present.jte", values(projected.lesson(), projected, reader, shown));
      return;
    }
    Lesson lesson = (Lesson) place;
    if (shown.nothingOf(lesson)) {
      templates.answerShared(
          ctx,
          List.of(lesson.path(), reader.role(), frames.version(), version(reader.role())),
          "lesson/lesson.jte",
          () -> values(lesson, lesson, reader, shown));
    } else {
      templates.answer(ctx, "lesson/lesson.jte", values(lesson, lesson, reader, shown));
    }
  }

  /** What a page shows of the way is of the host alone. */
  private long version(Role role) {
    return role == Role.HOST ? way.version() : 0;
  }

  private Map<String, Object> values(Lesson lesson, Place place, Reader reader, Shown shown) {
    List<BeatView> beats =
        lesson.beats().stream()
            .map(
                beat ->
                    new BeatView(
                        parts(beat.text(), place, reader, shown),
                        beat.card() == null ? null : cards.card(beat.card(), place, reader, shown),
                        parts(beat.after(), place, reader, shown)))
            .toList();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "frame", frames.of(reader.role(), lesson.lang(), lesson.titleText(), "/" + lesson.name()));
    values.put("lesson", lesson);
    values.put("way", Optional.ofNullable(reader.role() == Role.HOST ? way : null));
    values.put("beats", beats);
    return values;
  }

  /** A text with a way from each program to where the host changes it; the others see none. */
  private String changeable(String html, Place place, Reader reader) {
    if (!reader.sight().host() || !(place instanceof Lesson lesson)) {
      return html;
    }
    Words words = Words.of("page", lesson.lang());
    return CodeFigure.withBeside(
        html,
        file -> {
          int count = tasks.applyAsInt(lesson, file);
          String word =
              count == 0 ? words.get("change") : words.get("change.tasks", Map.of("count", count));
          return "<a class=\"change\" href=\"%s\">%s</a>"
              .formatted(Urls.program(lesson.lang(), lesson.name(), file), Html.escape(word));
        });
  }

  private List<PartView> parts(List<Part> parts, Place place, Reader reader, Shown shown) {
    List<PartView> views = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Html html) {
        views.add(new PartView(changeable(html.html(), place, reader), null, null, null, null));
      } else if (part instanceof Part.ClaimPart claim) {
        views.add(
            new PartView(null, cards.claim(claim.claim(), place, reader, shown), null, null, null));
      } else if (part instanceof Part.RepairPart repair) {
        views.add(
            new PartView(
                null, null, cards.repair(repair.repair(), place, reader, shown), null, null));
      } else if (part instanceof Part.TablePart table) {
        views.add(
            new PartView(null, null, null, cards.table(table.table(), place, reader, shown), null));
      } else if (part instanceof Part.Notes notes && reader.sight().host()) {
        views.add(new PartView(null, null, null, null, notes.html()));
      }
    }
    return views;
  }

  /**
   * A beat as a reader sees it.
   *
   * @param text what leads to the card
   * @param card the card, or null for a section without an experiment
   * @param after the rest of the section
   */
  public record BeatView(List<PartView> text, @Nullable CardView card, List<PartView> after) {}

  /**
   * A piece of the text as a reader sees it: one of the five, the others null.
   *
   * @param notes for the host only
   */
  public record PartView(
      @Nullable String html,
      @Nullable ClaimView claim,
      @Nullable RepairView repair,
      @Nullable TableView table,
      @Nullable String notes) {}
}
