package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The key and what it opens. */
final class SessionsTest {
  private static final int AT_MOST = 100;

  private final Sessions sessions = new Sessions("the key");

  @Test
  void another_key_closes_what_the_old_one_has_opened() {
    Sessions sessions = new Sessions("the key at first");
    String session = sessions.open();
    String next = sessions.change();
    assertFalse(sessions.isKey("the key at first"));
    assertFalse(sessions.isOpen(session));
    assertTrue(sessions.isKey(next));
    assertTrue(sessions.isOpen(sessions.open()));
  }

  @Test
  void a_ticket_is_used_once_and_ends_with_the_key() {
    String ticket = sessions.ticket();
    assertFalse(sessions.isKey(ticket));
    assertFalse(sessions.isOpen(ticket));
    assertTrue(sessions.use(ticket));
    assertFalse(sessions.use(ticket), "again");
    String late = sessions.ticket();
    sessions.change();
    assertFalse(sessions.use(late));
  }

  @Test
  void the_hundred_latest_sessions_are_open_and_the_one_before_them_is_not() {
    String first = sessions.open();
    List<String> latest = new ArrayList<>();
    for (int i = 1; i < AT_MOST; i++) {
      latest.add(sessions.open());
    }
    assertTrue(sessions.isOpen(first), "a hundred");
    latest.add(sessions.open());
    assertFalse(sessions.isOpen(first), "a hundred and one");
    assertTrue(latest.stream().allMatch(sessions::isOpen));
    assertEquals(AT_MOST, latest.stream().distinct().count());
  }

  @Test
  void only_the_whole_key_is_the_key() {
    assertTrue(sessions.isKey("the key"));
    for (String wrong : new String[] {"", "the", "the key ", "THE KEY", "the kez"}) {
      assertFalse(sessions.isKey(wrong), wrong);
    }
    assertFalse(sessions.isKey(null));
    assertFalse(sessions.isOpen(null));
    assertFalse(sessions.isOpen("the key"));
  }
}
