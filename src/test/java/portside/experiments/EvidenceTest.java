package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.access.Sight;

/** What is left of evidence when guests look. */
final class EvidenceTest {
  private static final String OWN = System.getProperty("user.home") + "/keys/app.py";

  /** Nothing of it is marked by itself. */
  public record Plain(String text) {}

  /** Of which guests see the half. */
  public record Marked(@Guests String shown, @Nullable String kept) {}

  /** One of each kind. */
  public record Whole(
      @Guests @Unit("ms") Integer time,
      @Guests String text,
      @Guests Plain plain,
      @Guests Marked marked,
      @Guests List<Object> list,
      @Guests Optional<String> some,
      @Guests Optional<String> none,
      @Nullable Integer pid,
      List<String> command,
      Optional<String> folder) {}

  private static Whole whole(String text, Marked marked, List<Object> list) {
    return new Whole(
        3,
        text,
        new Plain("plain"),
        marked,
        list,
        Optional.of("some"),
        Optional.empty(),
        42,
        List.of("java"),
        Optional.of("here"));
  }

  @Test
  void the_host_sees_the_record_itself() {
    Whole all = whole(OWN, new Marked("shown", "kept"), List.of(OWN));
    assertSame(all, Evidence.cut(all, Sight.HOST));
    assertEquals(
        List.of(
            "time", "text", "plain", "marked", "list", "some", "none", "pid", "command", "folder"),
        List.copyOf(Evidence.visible(all, Sight.HOST).keySet()));
    assertEquals(42, Evidence.visible(all, Sight.HOST).get("pid"));
    assertEquals("here", Evidence.visible(all, Sight.HOST).get("folder"));
  }

  @Test
  void what_is_not_marked_is_as_if_it_had_not_been_measured() {
    Whole cut =
        Evidence.cut(whole("text", new Marked("shown", "kept"), List.of("one")), Sight.GUEST);
    Whole expected =
        new Whole(
            3,
            "text",
            new Plain("plain"),
            new Marked("shown", null),
            List.of("one"),
            Optional.of("some"),
            Optional.empty(),
            null,
            List.of(),
            Optional.empty());
    assertEquals(expected, cut);
    var seen = Evidence.visible(cut, Sight.GUEST);
    assertEquals(
        List.of("time", "text", "plain", "marked", "list", "some", "none"),
        List.copyOf(seen.keySet()));
    assertEquals("some", seen.get("some"));
    assertEquals(null, seen.get("none"));
  }

  @Test
  void what_has_nothing_to_hide_stays_the_same_object() {
    List<Object> list = List.of("one", new Plain("two"), 3);
    Plain plain = new Plain("plain");
    Whole whole = whole("text", new Marked("shown", null), list);
    Whole cut = Evidence.cut(whole, Sight.GUEST);
    assertNotSame(whole, cut);
    assertSame(list, cut.list());
    assertSame(whole.plain(), cut.plain());
    assertSame(whole.marked(), cut.marked());
    assertEquals(plain, cut.plain());
    AllMarked open = new AllMarked("open", new Plain("text"));
    assertSame(open, Evidence.cut(open, Sight.GUEST));
  }

  /** Nothing in it is the host's. */
  public record AllMarked(@Guests String text, @Guests Plain plain) {}

  @Test
  void in_a_list_only_what_is_the_hosts_is_cut_and_nobody_can_put_it_back() {
    List<Object> list = new ArrayList<>(Arrays.asList("one", null, new Marked("two", "kept"), OWN));
    List<Object> cut = Evidence.cut(whole("text", new Marked("a", null), list), Sight.GUEST).list();
    assertEquals(Arrays.asList("one", null, new Marked("two", null), "…/app.py"), cut);
    assertThrows(UnsupportedOperationException.class, () -> cut.add("back"));
    assertEquals(4, list.size());
  }

  @Test
  void a_text_says_nothing_of_the_owners_folders_wherever_it_stands() {
    Whole cut =
        Evidence.cut(
            new Whole(
                1,
                OWN,
                new Plain(OWN),
                new Marked(OWN, null),
                List.of(Optional.of(OWN)),
                Optional.of(OWN),
                Optional.empty(),
                null,
                List.of(),
                Optional.empty()),
            Sight.GUEST);
    assertEquals("…/app.py", cut.text());
    assertEquals("…/app.py", cut.plain().text());
    assertEquals("…/app.py", cut.marked().shown());
    assertEquals(List.of(Optional.of("…/app.py")), cut.list());
    assertEquals(Optional.of("…/app.py"), cut.some());
  }

  @Test
  void nothing_is_seen_where_nothing_was_measured() {
    assertEquals(List.of(), List.copyOf(Evidence.visible(null, Sight.HOST).keySet()));
  }

  @Test
  void its_kinds_say_their_unit_and_who_may_see_them() {
    List<Evidence.Field> fields = Evidence.fields(Whole.class);
    assertEquals(new Evidence.Field("time", "ms", true), fields.get(0));
    assertEquals(new Evidence.Field("pid", null, false), fields.get(7));
    assertEquals(10, fields.size());
    assertFalse(fields.get(9).guests());
  }
}
