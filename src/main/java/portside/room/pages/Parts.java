package portside.room.pages;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Person;
import portside.access.Role;
import portside.cards.Card;
import portside.cards.Pages;
import portside.page.Json;
import portside.page.Languages;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;
import portside.room.ClassState;
import portside.room.Member;
import portside.room.Poll;
import portside.room.Room;

/**
 * The parts of pages that follow the class. What everyone sees is made once for a version, a
 * language and a view, and is the same bytes for all; what belongs to one person is a part of its
 * own.
 */
public final class Parts {
  private static final String DEVICE = "room/pages/device.jte";

  private final Room room;
  private final Pages lessons;
  private final Languages languages;
  private final Templates templates;

  public Parts(Room room, Pages lessons, Languages languages, Templates templates) {
    this.room = room;
    this.lessons = lessons;
    this.languages = languages;
    this.templates = templates;
  }

  /** {@code GET /room/now}: what a guest's device shows of the class, the same for all. */
  public void now(Context ctx) {
    answer(ctx, DEVICE);
  }

  /** The same, compressed with gzip, as it is sent to who listens. */
  byte[] now(String lang) {
    Optional<ClassState> now = room.now();
    return templates.shared(
        key(DEVICE, lang, now), DEVICE, () -> values(now.orElse(null), lang, null));
  }

  private static List<Object> key(String template, String lang, Optional<ClassState> now) {
    return List.of(template, lang, now.map(ClassState::id).orElse(""), version(now));
  }

  /** {@code GET /room/stage}: what the screen shows of it. */
  public void stage(Context ctx) {
    Access.require(ctx, Role.HOST);
    answer(ctx, "room/pages/stage.jte");
  }

  private void answer(Context ctx, String template) {
    String lang = languages.of(ctx);
    Optional<ClassState> now = room.now();
    ctx.header("Cache-Control", "no-store");
    templates.answerShared(
        ctx, key(template, lang, now), template, () -> values(now.orElse(null), lang, null));
  }

  private static long version(Optional<ClassState> now) {
    return now.map(ClassState::version).orElse(-1L);
  }

  /** What the templates of the class show, for one person or for all. */
  Map<String, Object> values(@Nullable ClassState state, String lang, @Nullable Person person) {
    Map<String, Object> values = new LinkedHashMap<>();
    Poll poll = state == null ? null : state.poll();
    values.put("state", state);
    values.put("words", Words.of("room/pages", lang));
    values.put("poll", poll == null ? null : PollView.of(poll, card(lang, poll.asked()), lang));
    values.put("mine", poll == null ? null : choice(person, poll, poll.round().number()));
    values.put("first", poll == null ? null : choice(person, poll, poll.round().number() - 1));
    return values;
  }

  private @Nullable String choice(@Nullable Person person, Poll poll, int round) {
    return person == null ? null : room.audience().choice(person, poll.id(), round).orElse(null);
  }

  private Optional<Card> card(String lang, Poll.Asked asked) {
    return lessons.find(Urls.lesson(lang, asked.lesson())).flatMap(page -> page.card(asked.card()));
  }

  /** {@code GET /join/mine}: what belongs to the caller alone. */
  public void mine(Context ctx) {
    Person person = Access.caller(ctx).person();
    Optional<Member> member = room.audience().find(person);
    Map<String, @Nullable Object> mine = new LinkedHashMap<>();
    ClassState state = room.now().orElse(null);
    mine.put("class", state == null ? "" : state.id());
    mine.put("member", member.map(Parts::described).orElse(null));
    Poll poll = state == null ? null : state.poll();
    if (poll != null && member.isPresent()) {
      Map<String, String> choices = new LinkedHashMap<>();
      poll.rounds()
          .forEach(
              round ->
                  room.audience()
                      .choice(person, poll.id(), round.number())
                      .ifPresent(choice -> choices.put("" + round.number(), choice)));
      mine.put("poll", poll.id());
      mine.put("choices", choices);
      mine.put("saved", room.condition().well() && !room.isBehind());
    }
    ctx.header("Cache-Control", "no-store");
    Json.answer(ctx, mine);
  }

  static Map<String, Object> described(Member member) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("number", member.number());
    described.put("name", member.name() == null ? "" : member.name());
    described.put("following", member.following());
    return described;
  }
}
