// Starts one of Gerrit's programs (Init, Daemon) and ends it when standard input closes, so that it never outlives its starter.
import com.google.gerrit.pgm.util.AbstractProgram;
import java.util.Arrays;

public class Run {
  public static void main(String[] arguments) throws Exception {
    Thread watcher = new Thread(Run::endWithInput);
    watcher.setDaemon(true);
    watcher.start();
    Class<?> program = Class.forName("com.google.gerrit.pgm." + arguments[0]);
    AbstractProgram made = (AbstractProgram) program.getDeclaredConstructor().newInstance();
    System.exit(made.main(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (java.io.IOException closed) {
      // It is closed: that is the sign.
    }
    System.exit(0);
  }
}
