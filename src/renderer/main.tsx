/** The window's entry: connects, puts the last look on, and draws. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { App } from './app/app.tsx';
import { currentLook, followAppearance } from './app/appearance.ts';
import { resolveLanguage, startI18n } from './shared/i18n/i18n.ts';
import { keepConnected } from './shared/lib/client.ts';
import { startLiveStores } from './shared/lib/live-stores.ts';
import './shared/ui/tokens.css';
import './shared/ui/base.css';

// zod would otherwise try `new Function`, which the content policy reports as a violation.
z.config({ jitless: true });

const life = new AbortController();
addEventListener('pagehide', (event) => {
  // A page kept for "back" is shown again with its state.
  if (!event.persisted) life.abort();
});

void keepConnected(life.signal);
startLiveStores(life.signal);
const speaking = startI18n(resolveLanguage(currentLook().language, navigator.language));
followAppearance(life.signal);

function draw(): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void speaking.then(draw);
