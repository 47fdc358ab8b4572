// npm run db:migrate
import { migrateDatabase } from './migrations';

const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('Set DATABASE_URL to the database to migrate, for example postgres://user:password@host:5432/upbeat.');
  process.exit(1);
}
try {
  await migrateDatabase(url);
  console.log('The database has the newest schema.');
} catch (error) {
  console.error(`The database was not migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
