package portside.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The folders that Portside brings along, in its jar or beside its classes. */
public final class Resources {
  private Resources() {}

  /**
   * A folder of the class path.
   *
   * @param known a file that the folder surely has, such as {@code content/order.txt}
   * @return the folder, readable like any other
   * @throws IllegalStateException when the file is not there
   */
  public static Path folderOf(String known) {
    URL url = Resources.class.getResource("/" + known);
    if (url == null) {
      throw new IllegalStateException(known + " is missing from the class path");
    }
    try {
      URI uri = url.toURI();
      if (uri.getScheme().equals("jar")) {
        try {
          FileSystems.getFileSystem(uri);
        } catch (FileSystemNotFoundException e) {
          FileSystems.newFileSystem(uri, Map.of());
        }
      }
      return Path.of(uri).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
