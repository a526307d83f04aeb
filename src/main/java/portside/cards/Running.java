package portside.cards;

import gg.jte.Content;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Opened;
import portside.experiments.RunState;
import portside.page.Above;
import portside.page.Languages;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;
import portside.runs.Runs;

/**
 * What is running now, in the head of every page of the host: what is open to the network first,
 * with a way to it and a way to stop it. A run shows here once it has lived for a moment, so that
 * those that only measure do not flicker by. Neither a process id nor a command is ever in it, for
 * it may be projected.
 */
public final class Running implements Above {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Runs runs;
  private final Templates templates;
  private final Languages languages;
  private final Executor later =
      CompletableFuture.delayedExecutor(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Shown> listed = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private volatile LongConsumer hears = now -> {};

  /**
   * @param runs whose living ones are shown
   */
  public Running(Runs runs, Templates templates, Languages languages) {
    this.runs = runs;
    this.templates = templates;
    this.languages = languages;
    runs.listen(this::changed);
  }

  private record Shown(Optional<Opened> opened, boolean works) {}

  /**
   * Something that runs.
   *
   * @param run as guests may see it, who may look at the host's screen
   * @param opened the door that it holds open, or null
   */
  public record Item(RunState run, @Nullable Opened opened) {
    /** Cuts the run. */
    public Item {
      run = run.as(Sight.GUEST);
    }

    /** Whether other devices may come in. */
    public boolean toTheNetwork() {
      return opened != null && opened.toTheNetwork();
    }

    /** The page where it was started. */
    public String page(String lang) {
      String place =
          run.spot() == null ? Urls.experiment(run.experiment().name()) : run.spot().place();
      return place.startsWith("/") ? place : Urls.lesson(lang, place);
    }

    /** Where its card is. */
    public String card(String lang) {
      String id = run.spot() == null ? run.experiment().name() : run.spot().id();
      return page(lang) + "?run=" + run.id() + "#" + id;
    }
  }

  /**
   * Tells of every new version.
   *
   * @param listener must not block
   */
  public void listen(LongConsumer listener) {
    hears = listener;
  }

  private void changed(RunState run) {
    if (run.caller().role() != Role.HOST) {
      return;
    }
    if (!run.alive()) {
      seen.remove(run.id());
      if (listed.remove(run.id()) != null) {
        renewed();
      }
    } else if (seen.add(run.id())) {
      later.execute(() -> runs.find(run.id()).filter(RunState::alive).ifPresent(this::list));
    } else if (listed.containsKey(run.id())) {
      list(run);
    }
  }

  private void list(RunState run) {
    Shown now = new Shown(run.experiment().experiment().opened(run), works(run));
    if (!now.equals(listed.put(run.id(), now))) {
      renewed();
    }
    if (!runs.find(run.id()).map(RunState::alive).orElse(false)) {
      changed(runs.find(run.id()).orElse(run)); // it ended meanwhile
    }
  }

  private void renewed() {
    hears.accept(version.incrementAndGet());
  }

  private static boolean works(RunState run) {
    return run.alive() && !run.experiment().experiment().rests(run);
  }

  /** What is running, open to the network first, then the latest first. */
  List<Item> items() {
    return listed.entrySet().stream()
        .flatMap(
            each ->
                runs.find(each.getKey()).filter(Running::works).stream()
                    .map(run -> new Item(run, each.getValue().opened().orElse(null))))
        .sorted(
            Comparator.comparing(Item::toTheNetwork)
                .thenComparing(item -> item.run().startedAt())
                .reversed())
        .toList();
  }

  /**
   * What a reader who meets a limit could stop: the oldest of that experiment, or else of all.
   *
   * @param experiment what was refused; null where it is not known
   */
  Optional<Item> oldest(@Nullable String experiment) {
    Comparator<Item> byAge = Comparator.comparing(item -> item.run().startedAt());
    return items().stream()
        .filter(item -> item.run().experiment().name().equals(experiment))
        .min(byAge)
        .or(() -> items().stream().min(byAge));
  }

  /**
   * A form that stops the oldest, for a host who has met a limit.
   *
   * @param experiment what was refused; null where it is not known
   * @return null where there is nothing to stop, or the reader is not the host
   */
  public @Nullable Content offer(Role role, @Nullable String experiment, String lang) {
    Item oldest = role == Role.HOST ? oldest(experiment).orElse(null) : null;
    return oldest == null
        ? null
        : output ->
            templates.render(
                "cards/offer.jte",
                Map.of("item", oldest, "words", Words.of("page", lang), "lang", lang),
                output);
  }

  @Override
  public @Nullable Content content(Role role, String lang, String page) {
    return role == Role.HOST
        ? output -> templates.render("cards/running.jte", values(lang), output)
        : null;
  }

  private Map<String, Object> values(String lang) {
    return Map.of("items", items(), "words", Words.of("page", lang), "lang", lang);
  }

  @Override
  public Object version() {
    return version.get();
  }

  /** {@code GET /running}: the same alone, for a page that heard of a change. */
  public void show(Context ctx) {
    Access.require(ctx, Role.HOST);
    ctx.header("Cache-Control", "no-store");
    templates.answer(ctx, "cards/running.jte", values(languages.of(ctx)));
  }
}
