package portside.chaos;

import java.util.Random;
import portside.chaos.Disk.Going;

/** The disk is gone, full or read-only for a moment, while something is run and kept. */
final class DiskFaults {
  private final Subject subject;
  private final Disk disk;

  DiskFaults(Subject subject, Disk disk) {
    this.subject = subject;
    this.disk = disk;
  }

  void gone(Random random) {
    subject.note("no temporary folder");
    disk.gone(() -> use(random));
    subject.assertAsBefore();
  }

  void full(Random random) {
    if (disk.own()) {
      subject.note("the disk is full");
      disk.full(() -> use(random));
      subject.assertAsBefore();
    }
  }

  void readOnly(Random random) {
    if (disk.own()) {
      boolean data = random.nextBoolean();
      subject.note((data ? "the data" : "the temporary") + " folder is read-only");
      disk.readOnly(data ? disk.data() : disk.temporary(), () -> use(random));
      subject.assertAsBefore();
    }
  }

  /** The data folder goes while a class is on, and comes back before or after its end. */
  void dataGone(Random random) {
    Going going = Going.values()[random.nextInt(disk.own() ? 3 : 2)];
    boolean ends = random.nextBoolean();
    boolean dies = random.nextInt(3) == 0;
    subject.note(
        "the data folder is "
            + going
            + (ends ? ", the class ends" : "")
            + (dies ? ", then Portside is killed" : ""));
    Sessions sessions = new Sessions(subject);
    String earlier = subject.holdAClass();
    String title = sessions.open();
    sessions.join();
    sessions.assertKept(title, 1);
    disk.dataGone(
        going,
        () -> {
          sessions.join();
          sessions.assertSaysThatItIsGone(title);
          run(random, () -> {});
          sessions.join();
          if (ends) {
            subject.room("end", "");
          }
        });
    sessions.assertSaysNothing();
    if (dies) {
      subject.killAndServe();
    }
    sessions.assertKept(earlier, 0);
    sessions.assertKept(title, 3);
    if (!ends) {
      subject.room("end", "");
    }
    subject.assertAsBefore();
  }

  private void use(Random random) {
    run(random, subject::holdAClass);
  }

  private void run(Random random, Runnable meanwhile) {
    String run = subject.begin(random);
    subject.assertReadable();
    meanwhile.run();
    PortsideChaos.pause(random, 500);
    subject.stop(run);
  }
}
