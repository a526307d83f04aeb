package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of each in turn. */
final class FairQueueTest {
  @Test
  void who_has_many_waiting_holds_up_nobody_who_has_one() {
    FairQueue queue = new FairQueue();
    List<Runnable> threads = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      String name = "greedy " + i;
      queue.add("greedy", () -> done.add(name), threads::add);
    }
    queue.add("one", () -> done.add("one"), threads::add);
    queue.add("two", () -> done.add("two 1"), threads::add);
    queue.add("two", () -> done.add("two 2"), threads::add);
    threads.forEach(Runnable::run);
    assertEquals(
        List.of("greedy 1", "one", "two 1", "greedy 2", "two 2", "greedy 3", "greedy 4"), done);
    queue.add("one", () -> done.add("again"), Runnable::run);
    assertEquals("again", done.get(done.size() - 1));
  }
}
