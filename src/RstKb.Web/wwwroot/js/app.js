// The one script that every page loads. Each module listens on the document, so that pages that come by enhanced navigation need nothing more.
import { startBrush } from './brush.js';
import { startBytes } from './bytes.js';
import { showLocalTimes } from './clock.js';
import { startCopy } from './copy.js';
import { startFocus } from './focus.js';
import { startFlow } from './flow.js';
import { startKeys } from './keys.js';
import { startMotion } from './motion.js';
import { startReconnect } from './reconnect.js';
import { startRows } from './rows.js';
import { startScroll } from './scroll.js';
import { startSearch } from './search.js';
import { go, startFramework } from './start.js';
import { startStrip } from './strip.js';
import { attachTable, startTable } from './table.js';
import { startTheme } from './theme.js';
import { startContents } from './toc.js';
import { startUpload } from './upload.js';
import { startWaiting } from './waiting.js';

// What the server calls by name.
window.rstkb = { attachTable };

const arrivals = [startScroll(), startTheme(), startCopy(), () => showLocalTimes(), startFlow(), startStrip(), startRows(), startBytes(), startKeys(), startMotion(), startUpload(), startSearch(), startContents(), startFocus(), startTable(), startWaiting()].filter(Boolean);
const arrive = () => arrivals.forEach(action => action());
arrive();
startBrush(go);
startFramework(arrive);
startReconnect();
