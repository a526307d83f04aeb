package portside.room.pages;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.page.Above;
import portside.page.BackLink;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;
import portside.room.ClassState;
import portside.room.Room;

/** The line of every page while a class is on: it invites, and the page's script begins with it. */
public final class Line implements Above {
  private final Room room;
  private final Templates templates;
  private final Function<ClassState, String> address;

  /**
   * @param room whose class it tells of
   * @param address of this computer by which a class invites, as a URL has it; empty without one
   */
  public Line(Room room, Templates templates, Function<ClassState, String> address) {
    this.address = address;
    this.room = room;
    this.templates = templates;
  }

  @Override
  public @Nullable Content content(Role role, String lang, String page) {
    Optional<ClassState> now = room.now();
    return now.isEmpty()
        ? null
        : output ->
            templates.render(
                "room/pages/line.jte",
                Map.of(
                    "state", now.get(),
                    "host", role == Role.HOST,
                    "room", BackLink.to(Urls.room(), page),
                    "address", address.apply(now.get()),
                    "words", Words.of("room/pages", lang)),
                output);
  }

  @Override
  public Object version() {
    return room.now()
        .map(state -> List.of(state.id(), state.invites(), asked(state)))
        .orElse(List.of());
  }

  /** The card of an open question says so. */
  private static String asked(ClassState state) {
    return state.poll() == null || !state.poll().isOpen() ? "" : state.poll().id();
  }
}
