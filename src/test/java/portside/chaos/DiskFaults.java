package portside.chaos;

import java.util.Random;

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

  private void use(Random random) {
    String run = subject.begin(random);
    subject.assertReadable();
    subject.holdAClass();
    PortsideChaos.pause(random, 500);
    subject.stop(run);
  }
}
