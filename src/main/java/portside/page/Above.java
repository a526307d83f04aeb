package portside.page;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import portside.access.Role;

/** What stands above the content of pages: the line of a class that is on, or what is running. */
public interface Above {
  /** Never anything. */
  Above NOTHING =
      new Above() {
        @Override
        public @Nullable Content content(Role role, String lang, String page) {
          return null;
        }

        @Override
        public Object version() {
          return "";
        }
      };

  /**
   * What to show; null while there is nothing. It is the same for all of a role.
   *
   * @param page the address of the page, with its language; empty where it is none of its own
   */
  @Nullable Content content(Role role, String lang, String page);

  /** Changes whenever that does. */
  Object version();
}
