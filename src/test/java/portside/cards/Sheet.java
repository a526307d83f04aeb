package portside.cards;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Person;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.experiments.conflict.Conflict;
import portside.experiments.hostcheck.Hostcheck;
import portside.experiments.interfaces.Interfaces;
import portside.runs.Runs;
import portside.testing.Patience;

/** A page of a test, with what it carries, and quick experiments to put on it. */
record Sheet(List<Card> cards, List<Claim> claims, List<Repair> repairs, List<Table> tables)
    implements Place {

  /** Answers without its check, and rejects with it. */
  static final Registered<?, ?> HOSTCHECK = Registered.of(new Hostcheck());

  static final Registered<?, ?> INTERFACES = Registered.of(new Interfaces());
  static final Registered<?, ?> CONFLICT = Registered.of(new Conflict());

  static final Map<String, String> UNCHECKED = Map.of("check", "off");
  static final Map<String, String> CHECKED = Map.of("check", "on");

  static final InClass NO_CLASS =
      new InClass() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public boolean asks(Spot card) {
          return false;
        }

        @Override
        public Optional<String> answer(@Nullable Person person, Spot card) {
          return Optional.empty();
        }
      };

  static Sheet of(Card... cards) {
    return new Sheet(List.of(cards), List.of(), List.of(), List.of());
  }

  static Sheet of(Claim claim) {
    return new Sheet(List.of(), List.of(claim), List.of(), List.of());
  }

  static Sheet of(Repair repair) {
    return new Sheet(List.of(), List.of(), List.of(repair), List.of());
  }

  static Sheet of(Table table) {
    return new Sheet(List.of(), List.of(), List.of(), List.of(table));
  }

  /** What may be predicted of {@link #HOSTCHECK}. */
  static Question question(String... outcomes) {
    return new Question(
        "What comes?",
        List.of(outcomes).stream().map(each -> new Question.Option(each, each)).toList(),
        List.of(),
        "");
  }

  static Claim sentence(String id, Map<String, String> values) {
    return Claim.of(id, HOSTCHECK, values, List.of("answered"), "It answers.", "");
  }

  /** A sentence whose wordings are tested without and with the check. */
  static Repair toRepair(String id) {
    return new Repair(
        id,
        HOSTCHECK,
        "It answers ",
        ".",
        List.of(
            new Repair.Wording("to all", sentence(id, UNCHECKED)),
            new Repair.Wording("to its own", sentence(id, CHECKED))),
        "Without the check.");
  }

  static Table.Cell cell(Registered<?, ?> experiment, Map<String, String> values) {
    return new Table.Cell(values, experiment.complete(values));
  }

  /** A comparison of one row, with a column for each cell. */
  static Table comparison(
      String id, Registered<?, ?> experiment, String said, Table.Cell... cells) {
    Table.Heading heading = new Table.Heading("here", "here");
    return new Table(
        id,
        experiment,
        "Which?",
        List.of(new Table.Option(said, "it says " + said)),
        List.of(cells).stream().map(cell -> heading).toList(),
        List.of(heading),
        List.of(List.of(cells)),
        "");
  }

  /** Runs to the end. */
  static RunState ran(
      Runs runs,
      Caller caller,
      Registered<?, ?> experiment,
      Map<String, String> values,
      @Nullable Spot spot) {
    String id = runs.start(experiment, values, caller, spot).id();
    return runs.ended(id, Duration.ofSeconds(Patience.SECONDS)).join();
  }

  @Override
  public String path() {
    return "/en/sheet";
  }

  @Override
  public String name() {
    return "sheet";
  }

  @Override
  public String lang() {
    return "en";
  }
}
