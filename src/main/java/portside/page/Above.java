package portside.page;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import portside.access.Role;

/** What stands above the content of every page: the line of a class that is on. */
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
   * The line; null while there is nothing to say. It is the same for all of a role.
   *
   * @param page the address of the page, with its language; empty where it is none of its own
   */
  @Nullable Content content(Role role, String lang, String page);

  /** Changes whenever the line does. */
  Object version();
}
