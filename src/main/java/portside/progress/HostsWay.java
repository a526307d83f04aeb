package portside.progress;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portside.lesson.Way;

/** The way of the owner of this computer, for the pages of the course. */
public record HostsWay(Progress progress) implements Way {
  @Override
  public Set<String> done(String lesson) {
    return progress.now().tried().values().stream()
        .filter(each -> each.lesson().equals(lesson))
        .map(Tried::card)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> read(String lesson) {
    return progress.now().sections().values().stream()
        .filter(each -> each.lesson().equals(lesson))
        .map(Section::anchor)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<String> last() {
    return progress.now().sections().values().stream()
        .max(Comparator.comparingLong(Section::at))
        .map(each -> each.lesson() + "#" + each.anchor());
  }

  @Override
  public long version() {
    return progress.now().version();
  }
}
