package portside.editing;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.experiments.Refused;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;
import portside.programs.Program;
import portside.programs.Programs;
import portside.runs.Runs;

/**
 * The page of a program, where the host changes it. What is changed runs as the owner of this
 * computer, so that nobody else may.
 */
public final class ProgramPages {
  private static final String CHECK = "check-";
  private static final Pattern PATH = Pattern.compile("/[^/]+/[^/]+/programs/[^/]+");
  private static final List<String> SAID =
      List.of("kept", "for-now", "same", "reset", "reset-for-now");

  /** A browser that asks twice is a mistake. */
  private static final int AT_ONCE = 2;

  private final Programs programs;
  private final Changes changes;
  private final Course course;
  private final Runs runs;
  private final Frames frames;
  private final Templates templates;
  private final Tasks tasks;
  private final ProgramViews views;
  private final Semaphore checking = new Semaphore(AT_ONCE);
  private final Executor threads = Executors.newCachedThreadPool(ProgramPages::daemon);

  /**
   * @param programs heeds the changes
   */
  public ProgramPages(
      Programs programs,
      Changes changes,
      Tasks tasks,
      Course course,
      Runs runs,
      Frames frames,
      Templates templates) {
    this.programs = programs;
    this.changes = changes;
    this.tasks = tasks;
    this.views = new ProgramViews(programs, tasks, course);
    this.course = course;
    this.runs = runs;
    this.frames = frames;
    this.templates = templates;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "check a task");
    thread.setDaemon(true);
    return thread;
  }

  private Asked asked(Context ctx) {
    Access.require(ctx, Role.HOST);
    Lesson lesson =
        course
            .find(ctx.pathParam("lang"), ctx.pathParam("lesson"))
            .orElseThrow(NotFoundResponse::new);
    return new Asked(
        lesson,
        programs
            .finder()
            .find(lesson.name(), ctx.pathParam("file"))
            .orElseThrow(NotFoundResponse::new));
  }

  /** Whether it is a program that was sent, of a size that no route takes. */
  public static boolean isAsked(Context ctx) {
    return PATH.matcher(ctx.path()).matches();
  }

  /** {@code GET /{lang}/{lesson}/programs/{file}}: a program to change. */
  public void page(Context ctx) {
    Asked asked = asked(ctx);
    frames.languages().opened(ctx);
    String said = ctx.queryParam("said");
    show(ctx, asked, null, null, said != null && SAID.contains(said) ? said : "");
  }

  /**
   * {@code POST /{lang}/{lesson}/programs/{file}}: keeps {@code text}, and then does what {@code
   * act} says: {@code keep}, {@code run}, {@code reset}, or {@code check-TASK}.
   */
  public void act(Context ctx) {
    Asked asked = asked(ctx);
    String act = Optional.ofNullable(ctx.formParam("act")).orElse("keep");
    if (act.equals("reset")) {
      ctx.future(
          () ->
              changes
                  .reset(asked.lesson().name(), asked.program().file())
                  .thenAccept(
                      done -> {
                        boolean noted = done || changes.unkept().isEmpty();
                        back(ctx, asked, noted ? "reset" : "reset-for-now");
                      }));
      return;
    }
    String text = ctx.formParam("text");
    if (text == null) {
      ctx.future(() -> then(ctx, asked, act, true));
      return;
    }
    String plain = text.replace("\r\n", "\n").stripTrailing() + "\n";
    if (!Changes.fits(plain)) {
      ctx.status(HttpStatus.BAD_REQUEST);
      show(ctx, asked, plain, null, plain.isBlank() ? "empty" : "too-long");
      return;
    }
    // what is said to be kept is on the disk
    ctx.future(() -> keep(asked, plain).thenCompose(kept -> then(ctx, asked, act, kept)));
  }

  private CompletableFuture<Boolean> keep(Asked asked, String text) {
    String lesson = asked.lesson().name();
    String file = asked.program().file();
    return text.equals(views.original(asked))
        ? changes.reset(lesson, file)
        : changes.keep(lesson, file, text);
  }

  private CompletableFuture<Void> then(Context ctx, Asked asked, String act, boolean kept) {
    if (act.startsWith(CHECK)) {
      return check(ctx, asked, act.substring(CHECK.length()));
    }
    boolean changed = programs.current(asked.program()).changed() != null;
    String said = !changed ? "same" : kept ? "kept" : "for-now";
    if (act.equals("run")) {
      run(ctx, asked, said);
    } else {
      back(ctx, asked, said);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static void back(Context ctx, Asked asked, String said) {
    ctx.redirect(asked.url() + "?said=" + said, HttpStatus.SEE_OTHER);
  }

  /** Starts it and leads to the run; what does not compile is shown instead. */
  private void run(Context ctx, Asked asked, String said) {
    Optional<Uses.Start> start = views.uses(asked).start();
    if (start.isEmpty() || !views.faults(programs.current(asked.program())).isEmpty()) {
      back(ctx, asked, said);
      return;
    }
    String name = start.get().experiment().name();
    String id =
        runs.start(start.get().experiment(), start.get().values(), Access.caller(ctx), null).id();
    String values =
        start.get().values().entrySet().stream()
            .map(value -> "&" + value.getKey() + "=" + value.getValue()) // words of Portside's own
            .collect(Collectors.joining());
    ctx.redirect(Urls.experiment(name) + "?run=" + id + values, HttpStatus.SEE_OTHER);
  }

  private CompletableFuture<Void> check(Context ctx, Asked asked, String id) {
    Task task =
        tasks.find(asked.lesson().folder(), asked.program(), id).orElseThrow(NotFoundResponse::new);
    if (!checking.tryAcquire()) {
      throw new Refused(Refused.Reason.BUSY);
    }
    return CompletableFuture.supplyAsync(() -> check(asked, task), threads)
        .whenComplete((found, failed) -> checking.release())
        .thenAccept(found -> show(ctx, asked, null, Map.entry(id, found), ""));
  }

  private Finding check(Asked asked, Task task) {
    Program now = programs.current(asked.program());
    try {
      Optional<Programs.Lack> lack = programs.lacks(now);
      boolean plain = task.checks().stream().allMatch(each -> each instanceof Check.Prints);
      if (lack.isPresent() && !(plain && lack.get() == Programs.Lack.FLASK)) {
        return Finding.of("lack-" + lack.get().name().toLowerCase(Locale.ROOT), Map.of());
      }
      if (!programs.canRead(now.language())) {
        return Finding.of("lack-python", Map.of());
      }
      if (!programs.faults(now).isEmpty()) {
        return Finding.of("faulty", Map.of());
      }
      return new TaskRun(programs, now).check(task);
    } catch (IOException broke) {
      return Finding.of("not-started", Map.of()).with(List.of(String.valueOf(broke.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.of("not-started", Map.of());
    }
  }

  /**
   * @param given what was sent and not kept; null for what is kept
   * @param found the task that was checked and what came out, or null
   * @param said the key of what was done, or empty
   */
  private void show(
      Context ctx,
      Asked asked,
      @Nullable String given,
      Map.@Nullable Entry<String, Finding> found,
      String said) {
    String lang = asked.lesson().lang();
    Words words = Words.of("editing", lang);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "frame",
        frames.of(
            Role.HOST,
            lang,
            words.get("title", Map.of("file", asked.program().file())),
            "/" + asked.lesson().name() + "/programs/" + asked.program().file()));
    values.put("words", words);
    values.put("program", views.of(asked, given, found));
    values.put("said", said);
    values.put("unkept", changes.unkept());
    ctx.header("Cache-Control", "no-store");
    templates.answer(ctx, "editing/program.jte", values);
  }
}
