import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j server for tests: the database embedded in this process, with Bolt on 127.0.0.1.
 *
 * <p>Usage: java -cp 'lib/*' Server.java HOME PORT auth|open writable|read-only [PLUGIN_DIR].
 * Prints "ready" when Bolt listens, and stops cleanly when standard input ends.
 */
public class Server {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int port = Integer.parseInt(arguments[1]);
        Files.createDirectories(home);
        DatabaseManagementServiceBuilder builder =
                new DatabaseManagementServiceBuilder(home)
                        .setConfig(BoltConnector.enabled, true)
                        .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                        .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                        .setConfig(GraphDatabaseSettings.auth_enabled, arguments[2].equals("auth"))
                        .setConfig(GraphDatabaseSettings.read_only_database_default, arguments[3].equals("read-only"))
                        .setConfig(GraphDatabaseSettings.pagecache_memory, 512L << 20)
                        .setConfig(GraphDatabaseSettings.transaction_timeout, Duration.ofMinutes(30));
        if (arguments.length > 4) {
            builder.setConfig(GraphDatabaseSettings.plugin_dir, Path.of(arguments[4]).toAbsolutePath())
                    .setConfig(GraphDatabaseSettings.procedure_unrestricted, List.of("gds.*"));
        }
        DatabaseManagementService service = builder.build();
        System.out.println("ready");
        while (System.in.read() != -1) {
            // Nothing to read: the parent closes the pipe to stop the server.
        }
        service.shutdown();
    }
}
