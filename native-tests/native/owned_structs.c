/* Structs that C allocates with memory of their own, and that only its own functions free. */
#include "koffigen_test.h"

#include <stdlib.h>

typedef struct Surface
{
    int width, height;
    unsigned char *pixels;
} Surface;

typedef struct Area
{
    int x, y, width, height;
} Area;

static int freed;
static int returned;

KT_EXPORT int SurfacesFreed(void) { return freed; }
KT_EXPORT int SurfacesReturned(void) { return returned; }

/* Returns NULL if the size is negative. */
KT_EXPORT Surface *NewSurface(int width, int height)
{
    if (width < 0 || height < 0)
        return NULL;

    Surface *surface = kt_malloc(sizeof(*surface));
    if (surface == NULL)
        return NULL;
    surface->width = width;
    surface->height = height;
    surface->pixels = kt_malloc(16);
    return surface;
}

/* Returns a surface also if it reports failure. */
KT_EXPORT int OpenSurface(int width, Surface **surface)
{
    *surface = NewSurface(width, width);
    return width > 100 ? -1 : 0;
}

KT_EXPORT void FreeSurface(Surface *surface)
{
    if (surface == NULL)
        return;
    freed++;
    kt_release(surface->pixels);
    kt_release(surface);
}

/* A lent surface is returned, not freed. */
KT_EXPORT Surface *LendSurface(int width) { return NewSurface(width, 1); }

KT_EXPORT int ReturnSurface(Surface *surface)
{
    returned++;
    kt_release(surface->pixels);
    kt_release(surface);
    return returned;
}

/* Takes ownership of the surface. */
KT_EXPORT int SwallowSurface(Surface *surface)
{
    int width = surface == NULL ? -1 : surface->width;
    FreeSurface(surface);
    return width;
}

KT_EXPORT int SurfaceArea(const Surface *surface) { return surface == NULL ? -1 : surface->width * surface->height; }
KT_EXPORT int GrowSurface(Surface *surface, int by) { return surface->width += by; }
KT_EXPORT Surface *SameSurface(Surface *surface) { return surface; }

/* Copies the width of the source's area to the target. */
KT_EXPORT int BlitSurface(const Surface *source, const Area *from, Surface *target, const Area *to)
{
    target->width = (from == NULL ? source->width : from->width) + (to == NULL ? 0 : to->x);
    return target->width;
}
